using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits <c>ChatMethods</c>: each message's name and codecs.</summary>
internal static class MethodsEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract, CodecNames codecs)
    {
        string prefix = contract.Protocol.Prefix;
        writer.Documentation("summary", $"The messages of the protocol \"{contract.Protocol.WireName}\": their names and codecs.");
        writer.Line(Names.GeneratedCode);
        writer.Block($"internal static class {prefix}Methods", () =>
        {
            string? previous = null;
            foreach (MessageModel message in contract.Messages)
            {
                // A message that both sides send is listed twice.
                if (message.Name != previous)
                {
                    EmitMethod(writer, message, prefix, codecs, isFirst: previous is null);
                    previous = message.Name;
                }
            }
        });
    }

    private static void EmitMethod(SourceWriter writer, MessageModel message, string prefix, CodecNames codecs, bool isFirst)
    {
        if (!isFirst)
        {
            writer.Line();
        }

        string codec = $"{prefix}Codecs.{codecs.FieldOf(message.Type)}";
        (string type, string arguments) = message switch
        {
            { Kind: MessageKind.OneWay } => ($"OneWayMethod<{message.Type}>", codec),
            _ => ($"{message.Kind}Method<{message.Type}{MessageTypes.ItemsOf(message, $", {Names.Acknowledgement}")}>", codec + Accepted() + Reply() + Member()),
        };
        writer.Line($"internal static readonly {Names.Services}{type} {Identifiers.Escape(message.Name)}");
        EmitOptions($"= new(\"{message.WireName}\", {arguments})");

        string Accepted() => message.TakesStream ? $", {CodecOf(message.Accepted!)}" : string.Empty;

        string Reply() => message.Reply is null ? $", {Names.Services}Codecs.Acknowledgement" : $", {CodecOf(message.Reply)}";

        void EmitOptions(string creation)
        {
            if (message.WhenSlow is { } slow)
            {
                EmitSlowPolicy(writer, message, slow, creation);
                return;
            }

            string timeout = message.TimeoutMilliseconds == 0 ? string.Empty : $"TimeoutMilliseconds = {message.TimeoutMilliseconds}";
            if (message.Errors.Count == 0)
            {
                writer.Continue(creation + (timeout.Length == 0 ? ";" : $" {{ {timeout} }};"));
                return;
            }

            writer.Continue(creation);
            writer.Continue("{");
            if (timeout.Length > 0)
            {
                writer.Continue($"    {timeout},");
            }

            writer.Continue("    Errors = new(");
            for (int i = 0; i < message.Errors.Count; i++)
            {
                ErrorModel error = message.Errors[i];
                string end = i + 1 < message.Errors.Count ? "," : "),";
                writer.Continue($"        new {Names.Services}DeclaredError<{TypeKeys.ToCSharp(error.Type)}>({error.Code}, {CodecOf(error.Type)}){end}");
            }

            writer.Continue("};");
        }

        string Member() => message.TakesStream ? $", {Literals.Quote(message.StreamMember)}" : string.Empty;

        string CodecOf(string reply) => codecs.PrimitiveOf(reply) is null ? $"{prefix}Codecs.{codecs.FieldOf(reply)}" : codecs.ExpressionOf(reply);
    }

    private static void EmitSlowPolicy(SourceWriter writer, MessageModel message, SlowPolicyModel slow, string creation)
    {
        if (slow.Key.Count == 0)
        {
            writer.Continue($"{creation} {{ WhenSlow = {slow.Policy} }};");
            return;
        }

        string type = Tuple(slow.Key.Select(static member => member.Type));
        string value = Tuple(slow.Key.Select(static member => $"message.{Identifiers.Escape(member.Name)}"));
        writer.Continue(creation);
        writer.Continue("{");
        writer.Continue($"    WhenSlow = {slow.Policy},");
        writer.Continue($"    Key = new {Names.Services}KeySelector<{message.Type}, {type}>(static message => {value}),");
        writer.Continue("};");

        string Tuple(IEnumerable<string> elements) => slow.Key.Count == 1 ? elements.Single() : $"({string.Join(", ", elements)})";
    }
}
