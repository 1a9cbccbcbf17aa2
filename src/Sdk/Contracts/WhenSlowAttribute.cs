namespace TypedWs;

/// <summary>
/// States what becomes of a one-way message of the server where a client does not read fast enough, in sends to one session and to audiences. Without it, the server's
/// options say.
/// </summary>
/// <param name="policy">What becomes of it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class WhenSlowAttribute(SlowPolicy policy) : Attribute
{
    /// <summary>What becomes of the message.</summary>
    public SlowPolicy Policy { get; } = policy;

    /// <summary>
    /// The member whose value tells the messages that replace each other with <see cref="SlowPolicy.LatestOnly"/>, as in <c>Key = nameof(Quote.Symbol)</c>; several by commas,
    /// <c>nameof(Quote.Symbol) + "," + nameof(Quote.Venue)</c>. Values are compared as the type of the member compares them. Default null: each message replaces the one before.
    /// </summary>
    public string? Key { get; set; }
}
