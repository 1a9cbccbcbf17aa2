namespace TypedWs.Transport.Tests.Framing;

public sealed class MaskKeysTests
{
    [Fact]
    public void Next_AcrossSeveralDraws_IsNeverZeroAndHardlyEverRepeats()
    {
        uint[] keys = [.. Enumerable.Range(0, 1000).Select(_ => MaskKeys.Next())];

        Assert.DoesNotContain(0u, keys);
        // Of 1000 random 32-bit numbers two are equal once in 8,600 runs; ten pairs never are.
        Assert.True(keys.Distinct().Count() > 990);
    }
}
