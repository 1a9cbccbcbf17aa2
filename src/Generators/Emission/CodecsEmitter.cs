using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>
/// Emits <c>ChatCodecs</c>: one field for each type that travels. Codecs of objects come first, since others are composed of them.
/// </summary>
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
                        EmitEnum(writer, enumeration, contract.Protocol, codecs);
                        break;
                    case UnionModel union:
                        writer.Line();
                        EmitUnion(writer, union, codecs);
                        break;
                    case AdaptedModel adapted:
                        writer.Line();
                        EmitField(writer, adapted, codecs);
                        writer.Continue($"= {Names.Services}Codecs.{adapted.Factory}({codecs.ExpressionOf(adapted.Element)}, {adapted.Arguments});");
                        break;
                    case CompositeModel composite:
                        writer.Line();
                        EmitField(writer, composite, codecs);
                        string elements = string.Join(", ", composite.Elements.Select(codecs.ExpressionOf));
                        writer.Continue($"= {Names.Services}Codecs.{composite.Factory}({elements});");
                        break;
                }
            }
        });
    }

    private static void EmitField(SourceWriter writer, TypeModel type, CodecNames codecs)
        => writer.Line($"internal static readonly {Names.Services}ValueCodec<{type.CSharp}> {codecs.FieldOf(type.Name)}");

    /// <summary>The cases are made at first use, when all codecs are there: a case may contain the type itself.</summary>
    private static void EmitUnion(SourceWriter writer, UnionModel type, CodecNames codecs)
    {
        EmitField(writer, type, codecs);
        writer.Continue($"= {Names.Services}Codecs.Union<{type.CSharp}>({Literals.Quote(type.Member)}, static () =>");
        writer.Continue("[");
        foreach (UnionCaseModel item in type.Cases)
        {
            writer.Continue(
                $"    {Names.Services}Codecs.Case<{type.CSharp}, {TypeKeys.ToCSharp(item.Type)}>"
                + $"({codecs.FieldOf(item.Type)}, {DiscriminatorOf(item.Json)}, {DiscriminatorOf(item.MessagePack)}),");
        }

        writer.Continue("]);");
    }

    private static string DiscriminatorOf(string? literal) => literal is null ? "default" : $"new({literal})";

    private static void EmitEnum(SourceWriter writer, EnumModel type, ProtocolModel protocol, CodecNames codecs)
    {
        writer.Line();
        EmitField(writer, type, codecs);
        string closed = protocol.RefusesUnknownEnumValues ? "Closed" : string.Empty;
        string number = type.IsNumber ? "Number" : string.Empty;
        string factory = $"= {Names.Services}Codecs.{closed}Enum{number}<{type.CSharp}>(";

        // Numbers need the names only to tell which of them are known.
        if (type.Members.Count == 0 || (type.IsNumber && !protocol.RefusesUnknownEnumValues))
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
