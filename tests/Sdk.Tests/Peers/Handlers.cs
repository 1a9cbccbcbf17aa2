using TypedWs.CompilerServices;

namespace TypedWs.Tests.Peers;

/// <summary>What one side of a test does with each message.</summary>
internal sealed class Handlers
{
    public Func<Note, CancellationToken, ValueTask> Note { get; set; } = static (_, _) => default;

    public Func<Tick, CancellationToken, ValueTask> Tick { get; set; } = static (_, _) => default;

    public Func<Ask, CancellationToken, ValueTask<Answer>> Ask { get; set; } = static (ask, _) => new(new Answer(ask.Text));

    public Func<Save, CancellationToken, ValueTask> Save { get; set; } = static (_, _) => default;

    public Func<Ask, CancellationToken, IAsyncEnumerable<Answer>> List { get; set; } = static (_, _) => AsyncEnumerable.Empty<Answer>();

    public Func<Save, IAsyncEnumerable<Note>, CancellationToken, ValueTask<Answer>> Collect { get; set; } = static (save, _, _) => new(new Answer(save.Text));

    public Func<Save, IAsyncEnumerable<Note>, CancellationToken, IAsyncEnumerable<Answer>> Convert { get; set; } = static (_, _, _) => AsyncEnumerable.Empty<Answer>();

    public MethodBinding Bind() => new MethodBinding<Handlers>(Table.Instance, this);

    private sealed class Table : MethodTable<Handlers>
    {
        public static readonly Table Instance = new();

        private static readonly IncomingMethod<Handlers> NoteMethod = Incoming.OneWay<Handlers, Note>(TestMethods.Note, static (target, message, token) => target.Note(message, token));
        private static readonly IncomingMethod<Handlers> TickMethod = Incoming.OneWay<Handlers, Tick>(TestMethods.Tick, static (target, message, token) => target.Tick(message, token));
        private static readonly IncomingMethod<Handlers> AskMethod = Incoming.Request<Handlers, Ask, Answer>(TestMethods.Ask, static (target, message, token) => target.Ask(message, token));
        private static readonly IncomingMethod<Handlers> SaveMethod = Incoming.Request<Handlers, Save>(TestMethods.Save, static (target, message, token) => target.Save(message, token));

        private static readonly IncomingMethod<Handlers> ListMethod = Incoming.Stream<Handlers, Ask, Answer>(TestMethods.List, static (target, message, token) => target.List(message, token));
        private static readonly IncomingMethod<Handlers> CollectMethod = Incoming.Upload<Handlers, Save, Note, Answer>(TestMethods.Collect, static (target, message, items, token) => target.Collect(message, items, token));
        private static readonly IncomingMethod<Handlers> ConvertMethod = Incoming.Duplex<Handlers, Save, Note, Answer>(TestMethods.Convert, static (target, message, items, token) => target.Convert(message, items, token));

        public override IncomingMethod<Handlers>? Find(ReadOnlySpan<byte> name)
            => name.SequenceEqual("t.note"u8) ? NoteMethod
            : name.SequenceEqual("t.tick"u8) ? TickMethod
            : name.SequenceEqual("t.ask"u8) ? AskMethod
            : name.SequenceEqual("t.save"u8) ? SaveMethod
            : name.SequenceEqual("t.list"u8) ? ListMethod
            : name.SequenceEqual("t.collect"u8) ? CollectMethod
            : name.SequenceEqual("t.convert"u8) ? ConvertMethod
            : null;
    }
}
