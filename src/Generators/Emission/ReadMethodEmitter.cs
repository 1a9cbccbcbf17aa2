using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits the methods that read an object: members into local variables, in whatever order they come, and these into the object.</summary>
internal sealed class ReadMethodEmitter
{
    private readonly SourceWriter _writer;
    private readonly ObjectModel _type;
    private readonly CodecNames _codecs;
    private readonly Dictionary<string, string> _locals = [];

    public ReadMethodEmitter(SourceWriter writer, ObjectModel type, CodecNames codecs)
    {
        _writer = writer;
        _type = type;
        _codecs = codecs;
        var taken = new HashSet<string> { "reader", "members", "unknown", "result" };
        foreach (MemberModel member in type.Members)
        {
            string name = CamelCase.Of(member.Name);
            string local = char.IsLower(name[0]) ? name : "value" + name;
            while (!taken.Add(local))
            {
                local += "Value";
            }

            _locals.Add(member.Name, Identifiers.Escape(local));
        }
    }

    public void Emit(string format)
        => _writer.Block($"public override {_type.CSharp} Read{format}(ref {Names.Services}{format}ValueReader reader)", () =>
        {
            foreach (MemberModel member in _type.Members)
            {
                _writer.Line($"{TypeKeys.ToCSharp(member.Type)} {_locals[member.Name]} = {member.Default};");
            }

            // Objects in MessagePack keep no unknown members: most are arrays.
            ExtensionDataModel? unknown = format == "Json" ? _type.ExtensionData : null;
            if (unknown is not null)
            {
                _writer.Line($"{unknown.Type}? unknown = null;");
            }

            _writer.Line($"{Names.Services}ObjectCursor members = reader.ReadObject(Members);");
            _writer.Block($"while (reader.MoveNext(ref members{(unknown is null ? string.Empty : ", ref unknown")}))", () => EmitSwitch(format));
            _writer.Line();
            EmitResult(unknown);
        });

    private void EmitSwitch(string format)
    {
        if (_type.Members.Count == 0)
        {
            return;
        }

        _writer.Block("switch (members.Index)", () =>
        {
            foreach (MemberModel member in _type.Members)
            {
                string value = _codecs.PrimitiveOf(member.Type) is { } kind
                    ? $"reader.Read{kind}()"
                    : $"{_codecs.FieldOf(member.Type)}.Read{format}(ref reader)";
                _writer.Line($"case {member.Position}: {_locals[member.Name]} = {value}; break;");
            }
        });
    }

    private void EmitResult(ExtensionDataModel? unknown)
    {
        string created = $"({string.Join(", ", _type.Arguments.Select(ArgumentOf))})";
        string[] initializers =
        [
            .. _type.Members
                .Where(static member => member.Assignment == MemberAssignment.Initializer)
                .Select(member => $"{Identifiers.Escape(member.Name)} = {_locals[member.Name]}"),
        ];
        if (initializers.Length > 0)
        {
            created += $" {{ {string.Join(", ", initializers)} }}";
        }

        MemberModel[] assigned =
        [
            .. _type.Members
                .Where(static member => member.Assignment is not (MemberAssignment.Constructor or MemberAssignment.Initializer)),
        ];
        if (assigned.Length == 0 && unknown is null)
        {
            _writer.Line($"return new {_type.CSharp}{created};");
            return;
        }

        _writer.Line($"{_type.CSharp} result = new{created};");
        foreach (MemberModel member in assigned)
        {
            _writer.Block($"if (members.Has({member.Position}))", () => _writer.Line(AssignmentOf(member.Name, _locals[member.Name], member.Assignment)));
            _writer.Line();
        }

        if (unknown is not null)
        {
            _writer.Block("if (unknown is not null)", () => _writer.Line(AssignmentOf(unknown.Name, "unknown", unknown.Assignment)));
            _writer.Line();
        }

        _writer.Line("return result;");
    }

    private string ArgumentOf(ArgumentModel argument)
        => argument.Member is null ? argument.Constant! : _locals[argument.Member] + (argument.SuppressesNull ? "!" : string.Empty);

    private string AssignmentOf(string member, string local, MemberAssignment assignment)
    {
        string name = Identifiers.Escape(member);
        return assignment switch
        {
            MemberAssignment.Setter => $"result.{name} = {local};",
            MemberAssignment.Copy => $"result = result with {{ {name} = {local} }};",
            _ => $"{CodecNames.AccessorOf(member)}({(_type.IsValueType ? "ref " : string.Empty)}result, {local});",
        };
    }
}
