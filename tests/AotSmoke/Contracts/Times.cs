using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record Times(DateTime DateTime, DateTimeOffset Offset, TimeSpan Span, DateOnly Date, TimeOnly Time, DateTimeOffset? Null) : IReturns<Times>
{
    public static Times Sample => new(
        new DateTime(2026, 1, 31, 13, 37, 0, 5, DateTimeKind.Utc),
        new DateTimeOffset(2026, 1, 31, 13, 37, 0, TimeSpan.FromHours(-5)),
        -TimeSpan.FromMilliseconds(90_061_001),
        new DateOnly(2026, 1, 31),
        new TimeOnly(13, 37, 0, 1),
        null);
}
