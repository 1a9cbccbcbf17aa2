using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits the codec of one object: <c>ChatCodecs.PresenceCodec</c>.</summary>
internal static class ObjectCodecEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract, ObjectModel type, CodecNames codecs)
    {
        var read = new ReadMethodEmitter(writer, type, codecs);
        var write = new WriteMethodEmitter(writer, type, codecs);
        writer.Block($"partial class {contract.Protocol.Prefix}Codecs", () =>
        {
            writer.Documentation("summary", $"Writes and reads <c>{Literals.ToXml(type.CSharp.Replace("global::", string.Empty))}</c>.");
            writer.Line(Names.GeneratedCode);
            writer.Block($"internal sealed class {codecs.ClassOf(type)} : {Names.Services}ValueCodec<{type.CSharp}>", () =>
            {
                EmitMembers(writer, type);
                writer.Line();
                if (type.Members.Count == 0 && type.ExtensionData is null)
                {
                    writer.Line("public override bool IsEmpty => true;");
                    writer.Line();
                }

                write.EmitJson();
                writer.Line();
                read.Emit("Json");
                writer.Line();
                write.EmitMessagePack();
                writer.Line();
                read.Emit("MessagePack");
                EmitAccessors(writer, type);
            });
        });
    }

    private static void EmitMembers(SourceWriter writer, ObjectModel type)
    {
        string field = $"private static readonly {Names.Services}MemberTable Members = new(";
        if (type.Members.Count == 0)
        {
            writer.Line(field + ");");
            return;
        }

        writer.Line(field);
        int next = 0;
        foreach (MemberModel member in type.Members)
        {
            for (; next < member.Position; next++)
            {
                writer.Continue($"{Names.Services}Member.Gap,");
            }

            next++;
            string required = member.IsRequired ? ", isRequired: true" : string.Empty;
            string end = ReferenceEquals(member, type.Members[type.Members.Count - 1]) ? ");" : ",";
            string name = Literals.Quote(member.JsonName);
            string created = member.Key is null ? $"new {Names.Services}Member({name}" : $"{Names.Services}Member.Keyed({name}, {Literals.Quote(member.Key)}";
            writer.Continue($"{created}{required}){end}");
        }
    }

    private static void EmitAccessors(SourceWriter writer, ObjectModel type)
    {
        foreach (MemberModel member in type.Members.Where(static member => member.Assignment == MemberAssignment.InitAccessor))
        {
            EmitAccessor(member.Name, member.DeclaringType, TypeKeys.ToCSharp(member.Type));
        }

        if (type.ExtensionData is { Assignment: MemberAssignment.InitAccessor } unknown)
        {
            EmitAccessor(unknown.Name, unknown.DeclaringType, unknown.DeclaredType);
        }

        void EmitAccessor(string name, string declaringType, string valueType)
        {
            writer.Line();
            writer.Line(
                "[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, "
                + $"Name = \"set_{name}\")]");
            string target = (type.IsValueType ? "ref " : string.Empty) + declaringType;
            writer.Line($"private static extern void {CodecNames.AccessorOf(name)}({target} target, {valueType} value);");
        }
    }
}
