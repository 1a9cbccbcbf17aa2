using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits <c>ChatCodecs</c>: one field for each type that travels. Codecs of objects come first, since others are composed of them.</summary>
internal static class CodecsEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract, CodecNames codecs)
    {
        writer.Documentation("summary", $"Writes and reads what travels in the protocol \"{contract.Protocol.WireName}\".");
        writer.Line(Names.GeneratedCode);
        writer.Block($"internal static partial class {contract.Protocol.Prefix}Codecs", () =>
        {
            foreach (ObjectModel type in contract.Types.OfType<ObjectModel>())
            {
                writer.Line($"internal static readonly {codecs.ClassOf(type)} {codecs.FieldOf(type.Name)} = new();");
            }

            foreach (TypeModel type in CodecNames.ComposedTypesOf(contract))
            {
                switch (type)
                {
                    case EnumModel enumeration:
                        EmitEnum(writer, enumeration, codecs);
                        break;
                    case AdaptedModel adapted:
                        writer.Line();
                        EmitField(writer, adapted, codecs);
                        writer.Continue($"= {Names.Services}Codecs.{adapted.Factory}({codecs.ExpressionOf(adapted.Element)}, {adapted.Arguments});");
                        break;
                    case CompositeModel composite:
                        writer.Line();
                        EmitField(writer, composite, codecs);
                        writer.Continue($"= {Names.Services}Codecs.{composite.Factory}({codecs.ExpressionOf(composite.Element)});");
                        break;
                }
            }
        });
    }

    private static void EmitField(SourceWriter writer, TypeModel type, CodecNames codecs)
        => writer.Line($"internal static readonly {Names.Services}ValueCodec<{type.CSharp}> {codecs.FieldOf(type.Name)}");

    private static void EmitEnum(SourceWriter writer, EnumModel type, CodecNames codecs)
    {
        writer.Line();
        EmitField(writer, type, codecs);
        string factory = $"= {Names.Services}Codecs.Enum{(type.IsNumber ? "Number" : string.Empty)}<{type.CSharp}>(";
        if (type.IsNumber || type.Members.Count == 0)
        {
            writer.Continue(factory + ");");
            return;
        }

        writer.Continue(factory);
        for (int i = 0; i < type.Members.Count; i++)
        {
            string end = i == type.Members.Count - 1 ? ");" : ",";
            writer.Continue($"    ({Literals.Quote(type.Members[i].JsonName)}, {type.Members[i].Expression}){end}");
        }
    }
}
