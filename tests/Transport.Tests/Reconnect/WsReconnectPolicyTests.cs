namespace TypedWs.Transport.Tests.Reconnect;

public sealed class WsReconnectPolicyTests
{
    [Fact]
    public void None_Always_GivesUp() => Assert.Null(WsReconnectPolicy.None.GetDelay(Context(1)));

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Fixed_AnyAttempt_WaitsTheSame(int number)
        => Assert.Equal(TimeSpan.FromSeconds(3), WsReconnectPolicy.Fixed(TimeSpan.FromSeconds(3)).GetDelay(Context(number)));

    [Fact]
    public void Fixed_ServerAsksForLonger_WaitsThatLong()
        => Assert.Equal(TimeSpan.FromSeconds(60), WsReconnectPolicy.Fixed(TimeSpan.FromSeconds(3)).GetDelay(Context(1, retryAfter: 60)));

    [Fact]
    public void Fixed_ServerAsksForAYear_WaitsFiveMinutes()
        => Assert.Equal(TimeSpan.FromMinutes(5), WsReconnectPolicy.Fixed(TimeSpan.Zero).GetDelay(Context(1, retryAfter: 365 * 86_400)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void Exponential_LargestJitter_DoublesUpToTheCap(int number, int seconds)
        => Assert.Equal(seconds, Exponential(0.999999).GetDelay(Context(number))!.Value.TotalSeconds, 0.001);

    [Fact]
    public void Exponential_SmallestJitter_DoesNotWait() => Assert.Equal(TimeSpan.Zero, Exponential(0).GetDelay(Context(5)));

    [Fact]
    public void Exponential_ServerAsksForTime_JitterComesOnTop()
        => Assert.Equal(10.5, Exponential(0.5).GetDelay(Context(1, retryAfter: 10))!.Value.TotalSeconds, 0.001);

    [Fact]
    public void Exponential_CapBelowInitial_IsRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => WsReconnectPolicy.Exponential(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));

    [Fact]
    public void From_Function_SeesTheContext()
    {
        WsReconnectContext context = Context(7);
        WsReconnectContext? seen = null;
        WsReconnectPolicy policy = WsReconnectPolicy.From(given =>
        {
            seen = given;
            return null;
        });

        Assert.Null(policy.GetDelay(context));
        Assert.Same(context, seen);
    }

    private static ExponentialReconnectPolicy Exponential(double random)
        => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Constant(random));

    private static WsReconnectContext Context(int number, int? retryAfter = null)
        => new(number, TimeSpan.Zero, new WsException("lost"), retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    private sealed class Constant(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
