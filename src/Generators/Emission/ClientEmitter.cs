using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits <c>ChatClient</c>: typed sends, and registrations of handlers.</summary>
internal static class ClientEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        ProtocolModel protocol = contract.Protocol;
        var names = new ContractNames(protocol);
        MessageModel[] handled = [.. contract.Messages.Where(static message => message.Sender == MessageSender.Server)];
        writer.Documentation("summary", $"A client of the protocol \"{protocol.WireName}\". Thread-safe.");
        writer.Line(Names.GeneratedCode);
        writer.Block($"{protocol.Accessibility} sealed partial class {protocol.Prefix}Client : global::TypedWs.TypedWsClient, {Names.Services}IGeneratedClient<{names.Client}>", () =>
        {
            foreach (MessageModel message in handled)
            {
                // A request without a handler is answered with an error that names it; a one-way message is passed over.
                string name = message.Kind == MessageKind.OneWay ? string.Empty : $"\"{message.WireName}\"";
                writer.Line($"internal readonly {MessageTypes.HandlersOf(message)} {message.Name}Handlers = new({name});");
            }

            if (handled.Length > 0)
            {
                writer.Line();
            }

            EmitConstructors(writer, protocol, names);
            foreach (MessageModel message in contract.Messages.Where(static message => message.Sender == MessageSender.Client))
            {
                SendEmitter.Emit(writer, message, protocol.Prefix);
            }

            foreach (MessageModel message in handled)
            {
                EmitRegistration(writer, message);
            }

            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override {Names.Services}MethodBinding CreateBinding()");
            writer.Continue($"=> new {Names.Services}MethodBinding<{names.Client}>({protocol.Prefix}ClientMethods.Instance, this);");
            EmitGeneratedClient(writer, names, handled);
        });
    }

    private static void EmitConstructors(SourceWriter writer, ProtocolModel protocol, ContractNames names)
    {
        const string Options = "global::TypedWs.TypedWsClientOptions options";
        writer.Documentation("summary", "Creates a client, which <c>ConnectAsync</c> connects.");
        writer.Documentation("param name=\"options\"", "Where to connect and how.");
        writer.Line($"public {protocol.Prefix}Client({Options})");
        writer.Continue($": base(options, {names.Protocol}.Descriptor)");
        writer.Line("{");
        writer.Line("}");
        writer.Line();
        writer.Documentation("summary", "Creates a client whose messages are all handled by one object.");
        writer.Documentation("param name=\"options\"", "Where to connect and how.");
        writer.Documentation("param name=\"handler\"", "Handles what the server sends.");
        writer.Line($"public {protocol.Prefix}Client({Options}, {names.ClientHandler} handler)");
        writer.Continue(": this(options)");
        writer.Block(() =>
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(handler);");
            writer.Line("RegisterAll(handler);");
        });
    }

    private static void EmitGeneratedClient(SourceWriter writer, ContractNames names, MessageModel[] handled)
    {
        string contract = $"{Names.Services}IGeneratedClient<{names.Client}>";
        writer.Line();
        writer.Line($"static {names.Client} {contract}.Create(global::TypedWs.TypedWsClientOptions options) => new(options);");
        writer.Line();
        writer.Line($"static void {contract}.RegisterHandler({names.Client} client, global::System.IServiceProvider services)");
        writer.Block(() =>
        {
            writer.Line($"if (services.GetService(typeof({names.ClientHandler})) is {names.ClientHandler} handler)");
            writer.Continue("client.RegisterAll(handler);");
        });
        writer.Line();
        writer.Line($"private void RegisterAll({names.ClientHandler} handler)");
        writer.Block(() =>
        {
            foreach (MessageModel message in handled)
            {
                writer.Line($"On{message.Name}(handler.On{message.Name}Async);");
            }
        });
    }

    private static void EmitRegistration(SourceWriter writer, MessageModel message)
    {
        writer.Line();
        MessageDocumentation.EmitRegister(writer, message);
        writer.Line($"public global::System.IDisposable On{message.Name}({MessageTypes.HandlerOf(message)} handler)");
        writer.Continue($"=> {message.Name}Handlers.Add(handler);");
    }
}
