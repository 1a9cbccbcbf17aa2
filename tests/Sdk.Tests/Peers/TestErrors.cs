using TypedWs.CompilerServices;

namespace TypedWs.Tests.Peers;

/// <summary>An error that the requests of the tests declare.</summary>
internal sealed record Shortage(string Text);

/// <summary>An error that they declare under two codes.</summary>
internal sealed record Refusal(string Text);

/// <summary>What the requests of the tests declare, as generated code would describe it.</summary>
internal static class TestErrors
{
    public const int ShortageCode = 7001;
    public const int RefusalCode = 7002;
    public const int OtherRefusalCode = 7003;

    public static readonly ErrorTable All = new(
        new DeclaredError<Shortage>(ShortageCode, new ShortageCodec()),
        new DeclaredError<Refusal>(RefusalCode, new RefusalCodec()),
        new DeclaredError<Refusal>(OtherRefusalCode, new RefusalCodec()));

    private sealed class ShortageCodec : TestMethods.TextCodec<Shortage>
    {
        protected override Shortage Create(string text) => text == TestMethods.AskCodec.Refused ? throw new ArgumentException("secret") : new Shortage(text);

        protected override string TextOf(Shortage value) => value.Text == TestMethods.AskCodec.Unwritable ? throw new NotSupportedException("secret") : value.Text;
    }

    private sealed class RefusalCodec : TestMethods.TextCodec<Refusal>
    {
        protected override Refusal Create(string text) => new(text);

        protected override string TextOf(Refusal value) => value.Text;
    }
}
