namespace TypedWs.Tests.Interleavings;

/// <summary>The letters of a <see cref="Plan"/>.</summary>
internal static class Step
{
    public const char Yield = 'y';
    public const char Gate = 'g';
    public const char CancellableGate = 'G';
    public const char Send = 's';
    public const char Ask = 'a';
    public const char Download = 'l';
    public const char Upload = 'u';
    public const char Duplex = 'd';
    public const char Flush = 'f';
    public const char Throw = '!';
    public const char Close = 'c';
    public const char Abort = 'x';
}
