using TypedWs.Testing.Generators;

namespace TypedWs.Generators.Tests.Doubles;

/// <summary>The doubles that a test project gets of the contracts it references.</summary>
public sealed class DoublesTests
{
    [Fact]
    public void Messages_OfEveryKind_AreRecordedAndAnswered() => Snapshot.Verify(
        Run(
            """
            namespace Chat.Contracts;

            [Protocol("chat")]
            public sealed partial class ChatProtocol;

            [FromClient<ChatProtocol>, FromServer<ChatProtocol>]
            public sealed record Say(string Text);

            [FromClient<ChatProtocol>]
            public sealed record Join(string Room) : IReturns<int?>;

            [FromClient<ChatProtocol>]
            public readonly record struct Leave(string Room) : IReturns;

            [FromClient<ChatProtocol>]
            public sealed record History(string Room) : IStreams<Say>;

            [FromClient<ChatProtocol>]
            public sealed record Upload(string Name) : IAccepts<byte[]>, IReturns<string>;

            [FromClient<ChatProtocol>]
            public sealed record Discard(string Name) : IAccepts<byte[]>, IReturns;

            [FromServer<ChatProtocol>]
            public sealed record Translate(string Language) : IAccepts<Say>, IStreams<Say?>;
            """,
            "[assembly: RecordingDoubles<Chat.Contracts.ChatProtocol>]"));

    [Fact]
    public void Protocols_NamedTwice_GetTheirDoublesOnce()
    {
        GeneratorRun run = Run(
            """
            [Protocol("a")] public sealed partial class AProtocol;
            [Protocol("b")] public sealed partial class BProtocol;
            """,
            "[assembly: RecordingDoubles<AProtocol>, RecordingDoubles<BProtocol>]",
            "[assembly: RecordingDoubles<AProtocol>]");

        Assert.Equal(
            ["RecordingAClientHandler", "RecordingAServerHandler", "RecordingASessions", "RecordingBClientHandler", "RecordingBServerHandler", "RecordingBSessions"],
            run.Files.Select(static file => file.HintName[..^".g.cs".Length]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Messages_ThatAreObsoleteOrNamedLikeKeywords_AreWarningFree() => Run(
        """
        [Protocol("p")] public sealed partial class PProtocol;
        [FromServer<PProtocol>] public sealed record @event(int Class);
        [FromServer<PProtocol>, Obsolete("No longer sent.")] public sealed record Old : IReturns<string>;
        [FromClient<PProtocol>] public sealed record All(int Count) : IReturns;
        [FromClient<PProtocol>] public sealed record Next : IReturns<List<(int, string?)>>;
        """,
        "[assembly: RecordingDoubles<PProtocol>]");

    [Fact]
    public void InternalProtocol_ThatIsVisible_GetsDoubles()
    {
        GeneratorRun run = Run(
            """
            using System.Runtime.CompilerServices;
            [assembly: InternalsVisibleTo("Tests")]
            [Protocol("p")] internal sealed partial class PProtocol;
            [FromServer<PProtocol>] internal sealed record Said(string Text);
            """,
            "[assembly: RecordingDoubles<PProtocol>]");

        Assert.Equal(3, run.Files.Length);
    }

    private static GeneratorRun Run(string contracts, params string[] sources)
        => GeneratorRun.RunWithoutWarnings(DoublesCompilation.Create(contracts, sources), new DoublesGenerator());
}
