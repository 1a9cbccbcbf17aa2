using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits the methods that write an object.</summary>
internal sealed class WriteMethodEmitter(SourceWriter writer, ObjectModel type, CodecNames codecs)
{
    /// <summary>JSON is written by name.</summary>
    public void EmitJson() => Emit("Json", () =>
    {
        writer.Line("writer.WriteStartObject();");
        foreach (MemberModel member in type.Members.OrderBy(static member => member.JsonIndex))
        {
            EmitMember(member);
        }

        if (type.ExtensionData is { } unknown)
        {
            writer.Line($"writer.WriteExtensionData(value.{Identifiers.Escape(unknown.Name)});");
        }

        writer.Line("writer.WriteEndObject();");
    });

    /// <summary>MessagePack is written by position, unless members have keys that are names.</summary>
    public void EmitMessagePack() => Emit("MessagePack", () =>
    {
        if (type.IsMap)
        {
            EmitMap();
        }
        else
        {
            EmitArray();
        }
    });

    private void EmitMap()
    {
        writer.Line($"writer.WriteMapHeader({type.Members.Count});");
        foreach (MemberModel member in type.Members)
        {
            writer.Line($"writer.WriteName(Members, {member.Position});");
            EmitValue("MessagePack", member);
        }
    }

    private void EmitArray()
    {
        int length = type.Members.Count == 0 ? 0 : type.Members[type.Members.Count - 1].Position + 1;
        writer.Line($"writer.WriteArrayHeader({length});");
        int next = 0;
        foreach (MemberModel member in type.Members)
        {
            for (; next < member.Position; next++)
            {
                writer.Line("writer.WriteNull();");
            }

            next++;
            EmitValue("MessagePack", member);
        }
    }

    private void Emit(string format, System.Action content)
        => writer.Block($"public override void Write{format}(ref {Names.Services}{format}ValueWriter writer, {type.CSharp} value)", () =>
        {
            if (!type.IsValueType)
            {
                writer.Block("if (value is null)", () =>
                {
                    writer.Line("writer.WriteNull();");
                    writer.Line("return;");
                });
                writer.Line();
            }

            content();
        });

    private void EmitMember(MemberModel member)
    {
        string value = $"value.{Identifiers.Escape(member.Name)}";
        string? condition = member.Condition switch
        {
            WriteCondition.NotNull => $"{value} is not null",
            WriteCondition.NotDefault
                => $"!global::System.Collections.Generic.EqualityComparer<{TypeKeys.ToCSharp(member.Type)}>.Default.Equals({value}, default)",
            _ => null,
        };
        if (condition is null)
        {
            EmitNameAndValue();
        }
        else
        {
            writer.Block($"if ({condition})", EmitNameAndValue);
        }

        void EmitNameAndValue()
        {
            writer.Line($"writer.WriteName(Members, {member.Position});");
            EmitValue("Json", member);
        }
    }

    private void EmitValue(string format, MemberModel member)
    {
        string value = $"value.{Identifiers.Escape(member.Name)}";
        writer.Line(codecs.PrimitiveOf(member.Type) is { } kind
            ? $"writer.Write{kind}({value});"
            : $"{codecs.FieldOf(member.Type)}.Write{format}(ref writer, {value});");
    }
}
