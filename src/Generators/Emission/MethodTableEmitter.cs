using System.Linq;
using System.Text;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits <c>ChatServerMethods</c> and <c>ChatClientMethods</c>: what each side handles, found by name.</summary>
internal static class MethodTableEmitter
{
    public static void EmitServer(SourceWriter writer, ContractModel contract)
    {
        var names = new ContractNames(contract.Protocol);
        Emit(
            writer,
            contract,
            MessageSender.Client,
            $"{contract.Protocol.Prefix}ServerMethods",
            names.Session,
            "session",
            static message => $"session.Handler.On{message.Name}Async(message{MessageTypes.StreamArgumentOf(message)}, session, cancellationToken)",
            () =>
            {
                string types = $"{names.ServerHandler}, {names.Session}";
                writer.Line($"internal static readonly {Names.Services}ServerProtocol Protocol");
                writer.Continue($"= new {Names.Services}ServerProtocol<{types}>(");
                writer.Continue($"    {names.Protocol}.Descriptor,");
                writer.Continue("    Instance,");
                writer.Continue($"    static (context, handler) => new {names.Session}(context, handler),");
                writer.Continue($"    static scopes => new {PerMessageEmitter.Name}(scopes));");
                writer.Line();
            });
    }

    public static void EmitClient(SourceWriter writer, ContractModel contract)
        => Emit(
            writer,
            contract,
            MessageSender.Server,
            $"{contract.Protocol.Prefix}ClientMethods",
            new ContractNames(contract.Protocol).Client,
            "client",
            static message => $"client.{message.Name}Handlers.{MessageTypes.InvokeOf(message)}(message{MessageTypes.StreamArgumentOf(message)}, cancellationToken)",
            static () => { });

    private static void Emit(
        SourceWriter writer,
        ContractModel contract,
        MessageSender sender,
        string name,
        string target,
        string targetName,
        System.Func<MessageModel, string> call,
        System.Action emitOthers)
    {
        MessageModel[] messages = [.. contract.Messages.Where(message => message.Sender == sender)];
        string handler = sender == MessageSender.Client ? "server" : "client";
        writer.Documentation("summary", $"What the {handler} handles of the protocol \"{contract.Protocol.WireName}\".");
        writer.Line(Names.GeneratedCode);
        writer.Block($"internal sealed {(sender == MessageSender.Client ? "partial " : string.Empty)}class {name} : {Names.Services}MethodTable<{target}>", () =>
        {
            writer.Line($"internal static readonly {name} Instance = new();");
            writer.Line();
            emitOthers();
            foreach (MessageModel message in messages)
            {
                writer.Line($"private static readonly {Names.Services}IncomingMethod<{target}> {message.Name}Method");
                writer.Continue($"= {Names.Services}Incoming.{IncomingOf(message, target)}(");
                writer.Continue($"    {contract.Protocol.Prefix}Methods.{Identifiers.Escape(message.Name)},");
                writer.Continue($"    static ({targetName}, message{MessageTypes.StreamArgumentOf(message)}, cancellationToken) => {call(message)});");
                writer.Line();
            }

            EmitFind(writer, target, messages);
        });
    }

    private static string IncomingOf(MessageModel message, string target)
        => $"{message.Kind}<{target}, {message.Type}{MessageTypes.ItemsOf(message, acknowledgement: string.Empty)}>";

    private static void EmitFind(SourceWriter writer, string target, MessageModel[] messages)
    {
        writer.Line("/// <inheritdoc/>");
        string signature = $"public override {Names.Services}IncomingMethod<{target}>? Find(global::System.ReadOnlySpan<byte> name)";
        if (messages.Length == 0)
        {
            writer.Line($"{signature} => null;");
            return;
        }

        writer.Line(signature);
        writer.Continue("=> name.Length switch");
        writer.Continue("{");
        foreach (MessageModel message in messages.OrderBy(static message => Encoding.UTF8.GetByteCount(message.WireName)))
        {
            int length = Encoding.UTF8.GetByteCount(message.WireName);
            string isSame = $"global::System.MemoryExtensions.SequenceEqual(name, \"{message.WireName}\"u8)";
            writer.Continue($"    {length} when {isSame} => {message.Name}Method,");
        }

        writer.Continue("    _ => null,");
        writer.Continue("};");
    }
}
