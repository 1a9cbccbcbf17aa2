namespace TypedWs.Generators.Tests.Emission;

/// <summary>Messages with streams, in each direction and from each side.</summary>
public sealed class StreamTests
{
    [Fact]
    public void Streams_AreSentAndHandled() => Snapshot.Verify(
        GeneratorRun.Of("""
            [Protocol("p")]
            public partial class PProtocol;

            /// <summary>What was said before.</summary>
            /// <param name="Room">Where.</param>
            /// <param name="Last">How many.</param>
            [FromClient<PProtocol>, FromServer<PProtocol>]
            public sealed record History(string Room, int Last = 50) : IStreams<Said>;

            /// <summary>Stores a file.</summary>
            [FromClient<PProtocol>]
            public sealed record Upload(string Name, int Mode = 0) : IAccepts<byte[]>, IReturns<Uploaded>;

            [FromServer<PProtocol>]
            [StreamMember("lines")]
            public sealed record Print(string Stream) : IAccepts<string?>, IReturns;

            [FromClient<PProtocol>, FromServer<PProtocol>]
            public sealed record Translate : IAccepts<Said>, IStreams<string?>;

            public sealed record Said(string Text);

            public sealed record Uploaded(long Length);
            """),
        ["PClient", "PSession", "IPServerHandler", "IPClientHandler", "PMethods", "PServerMethods", "PServerMethods.PerMessage", "PClientMethods", "PProtocol"]);
}
