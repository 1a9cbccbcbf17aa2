using TypedWs.CompilerServices;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Client;

/// <summary>A client as generated code would write it.</summary>
internal sealed class TestClient(TypedWsClientOptions options) : TypedWsClient(options, Descriptor)
{
    public static readonly ProtocolDescriptor Descriptor = new("test", 1, "0123456789abcdef", []);

    public Handlers Handlers { get; } = new();

    public ValueTask SendNoteAsync(string text, CancellationToken cancellationToken = default) => SendAsync(TestMethods.Note, new Note(text), cancellationToken);

    public ValueTask<Answer> AskAsync(string text, CancellationToken cancellationToken = default) => RequestAsync(TestMethods.Ask, new Ask(text), cancellationToken);

    public ValueTask<Answer> AskAsync(string text, TimeSpan timeout) => RequestAsync(TestMethods.Ask, new Ask(text), timeout, CancellationToken.None);

    public ValueTask SaveAsync(string text, TimeSpan timeout) => RequestAsync(TestMethods.Save, new Save(text), timeout, CancellationToken.None);

    public ValueTask SaveAsync(string text) => RequestAsync(TestMethods.Save, new Save(text), CancellationToken.None);

    public IAsyncEnumerable<Answer> List(string text, CancellationToken cancellationToken = default)
        => RequestStream(TestMethods.List, new Ask(text), cancellationToken);

    public ValueTask<Answer> CollectAsync(string text, IAsyncEnumerable<Note> notes, CancellationToken cancellationToken = default)
        => RequestAsync(TestMethods.Collect, new Save(text), notes, cancellationToken);

    public IAsyncEnumerable<Answer> Convert(string text, IAsyncEnumerable<Note> notes, CancellationToken cancellationToken = default)
        => RequestStream(TestMethods.Convert, new Save(text), notes, cancellationToken);

    protected override MethodBinding CreateBinding() => Handlers.Bind();
}
