namespace TypedWs.Generators.Tests.Emission;

/// <summary>Whole contracts: which classes there are, and what they say.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Chat_MessagesOfEveryKind_EmitsAllClasses() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Chat.Contracts;

        [Protocol("chat", Version = 1)]
        public sealed partial class ChatProtocol;

        /// <summary>Says a line to everybody in a room.</summary>
        [FromClient<ChatProtocol>]
        public sealed record Say(string Room, string Text);

        [FromClient<ChatProtocol>]
        public sealed record Join(string Room, string User) : IReturns<Joined>;
        public sealed record Joined(IReadOnlyList<string> Members);

        [FromClient<ChatProtocol>]
        public sealed record Leave(string Room) : IReturns;

        [FromServer<ChatProtocol>]
        public sealed record Said(string Room, string User, string Text, DateTimeOffset At);

        [FromServer<ChatProtocol>]
        public sealed record AreYouThere : IReturns<Presence>;
        public sealed record Presence(bool Away, string? Note = "hi", Mood Mood = Mood.Good) { public int Level { get; init; } = 3; }
        public enum Mood { Good, Bad }
        """));

    [Fact]
    public void EmptyProtocol_EmitsClassesWithoutMessages() => Snapshot.Verify(
        GeneratorRun.Of("""
            [Protocol("empty", Version = 7)]
            internal partial class EmptyProtocol;
            """),
        ["EmptyProtocol", "EmptyMethods", "EmptyServerMethods", "EmptyClientMethods", "EmptyClient", "IEmptyClientHandler", "EmptyCodecs"]);

    [Fact]
    public void ClassWithoutSuffix_UsesItsWholeName() => Snapshot.Verify(
        GeneratorRun.Of("""
            namespace Games;

            [Protocol("chess")]
            public partial record Chess;

            [FromClient<Chess>]
            public sealed record Move(int From, int To);
            """),
        ["Games.Chess", "Games.ChessMethods"]);

    [Fact]
    public void MessageOfBothSides_IsSentAndHandledByBoth() => Snapshot.Verify(
        GeneratorRun.Of("""
            [Protocol("p")]
            public partial class PeerProtocol;

            [FromClient<PeerProtocol>, FromServer<PeerProtocol>]
            public sealed record Typing(bool Active);
            """),
        ["PeerProtocol", "PeerMethods", "PeerClient", "PeerSession", "PeerServerMethods", "PeerClientMethods"]);

    [Fact]
    public void MessageOfTwoProtocols_BelongsToBoth() => Snapshot.Verify(
        GeneratorRun.Of("""
            [Protocol("a")]
            public partial class AProtocol;

            [Protocol("b")]
            public partial class BProtocol;

            [FromClient<AProtocol>, FromClient<BProtocol>("probe")]
            public sealed record Probe : IReturns;
            """),
        ["AProtocol", "AMethods", "BProtocol", "BMethods"]);

    [Fact]
    public void MessagesFromElsewhere_AreNamedInFull() => Snapshot.Verify(
        GeneratorRun.Of("""
            namespace Contracts
            {
                [Protocol("p")]
                public partial class PProtocol;
            }

            namespace Elsewhere
            {
                public static class Outer
                {
                    [FromServer<Contracts.PProtocol>]
                    public sealed record Inner(Value Value);
                    public readonly record struct Value(int X);
                }
            }

            [FromServer<Contracts.PProtocol>]
            public sealed record Global(int X);
            """),
        ["Contracts.PClient", "Contracts.PCodecs", "Contracts.PCodecs.Inner"]);

    [Fact]
    public void BrokenMessage_LeavesItsNeighboursAlone()
    {
        GeneratorRun run = GeneratorRun.Of("""
            [Protocol("p")]
            public partial class PProtocol;

            [FromClient<PProtocol>]
            public sealed record Broken(object Anything);

            [FromClient<PProtocol>]
            public sealed record Sound(int X);
            """);

        Assert.Contains("SendSoundAsync", run.TextOf("PClient"), StringComparison.Ordinal);
        Assert.DoesNotContain("Broken", string.Concat(run.Files.Select(static file => file.SourceText)), StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenProtocol_LeavesItsNeighboursAlone()
    {
        GeneratorRun run = GeneratorRun.Of("""
            [Protocol("")]
            public partial class BrokenProtocol;

            [Protocol("p")]
            public partial class PProtocol;

            [FromClient<BrokenProtocol>, FromClient<PProtocol>]
            public sealed record Sound(int X);
            """);

        Assert.Contains("SendSoundAsync", run.TextOf("PClient"), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Files, static file => file.HintName.Contains("Broken", StringComparison.Ordinal));
    }
}
