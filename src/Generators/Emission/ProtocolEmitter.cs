using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits the other part of the protocol class: its descriptor, and the registration of what a server may inject.</summary>
internal static class ProtocolEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        ProtocolModel protocol = contract.Protocol;
        var names = new ContractNames(protocol);
        string keyword = protocol.IsRecord ? "record" : "class";
        writer.Block($"partial {keyword} {Identifiers.Escape(protocol.ClassName)} : {Names.Services}IProtocol", () =>
        {
            // On the members, not the class: that is the user's own, and analyzers would pass it over.
            writer.Documentation("summary", $"The protocol \"{protocol.WireName}\", version {protocol.Version}.");
            writer.Line(Names.GeneratedCode);
            writer.Line("public static global::TypedWs.ProtocolDescriptor Descriptor { get; } = new(");
            writer.Continue($"\"{protocol.WireName}\",");
            writer.Continue($"{protocol.Version},");
            writer.Continue($"\"{Fingerprint.Of(contract)}\",");
            if (contract.Messages.Count == 0)
            {
                writer.Continue("[]);");
            }
            else
            {
                writer.Continue("[");
                foreach (MessageModel message in contract.Messages)
                {
                    writer.Continue($"    {DescriptorOf(message)},");
                }

                writer.Continue("]);");
            }

            writer.Line();
            writer.Line(Names.GeneratedCode);
            writer.Line($"static void {Names.Services}IProtocol.Register({Names.Services}IProtocolServices services)");
            writer.Continue($"=> services.AddSessions(Descriptor, static hub => new {names.Sessions}(hub));");
        });
    }

    private static string DescriptorOf(MessageModel message)
    {
        string reply = message.Reply is null ? string.Empty : $", typeof({message.Reply.WithoutNullability(message.Types)})";
        string kind = $"global::TypedWs.MessageKind.{message.Kind}";
        string sender = $"global::TypedWs.MessageSender.{message.Sender}";
        return $"new(\"{message.WireName}\", {kind}, {sender}, typeof({message.Type}){reply}){InitializerOf(message)}";
    }

    private static string InitializerOf(MessageModel message)
    {
        var members = new List<string>();
        if (message.Accepted is not null)
        {
            members.Add($"AcceptedType = typeof({message.Accepted.WithoutNullability(message.Types)})");
        }

        if (message.Policies.Count > 0)
        {
            members.Add($"Policies = [{string.Join(", ", message.Policies.Select(Literals.Quote))}]");
        }

        return members.Count == 0 ? string.Empty : $" {{ {string.Join(", ", members)} }}";
    }

    /// <summary><c>typeof</c> takes nullable values, but no nullable references.</summary>
    private static string WithoutNullability(this string type, EquatableArray<TypeModel> types)
    {
        foreach (TypeModel model in types)
        {
            switch (model)
            {
                case CompositeModel { Shape: CompositeShape.NullableReference } nullable when nullable.Name == type:
                    return TypeKeys.ToCSharp(nullable.Elements[0]);
                case AdaptedModel adapted when adapted.Name == type:
                    return adapted.Element.WithoutNullability(types);
            }
        }

        return TypeKeys.ToCSharp(type);
    }
}
