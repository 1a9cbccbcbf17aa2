using TypedWs;

namespace Consumer.Contracts;

/// <summary>Counts together.</summary>
[Protocol("counter")]
public sealed partial class CounterProtocol;

/// <summary>Adds to the count of everybody.</summary>
/// <param name="Amount">How much.</param>
[FromClient<CounterProtocol>]
public sealed record Add(int Amount);

/// <summary>Asks for the count.</summary>
[FromClient<CounterProtocol>]
public sealed record Read : IReturns<Count>;

/// <summary>The count.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Contributors">Who has added to it.</param>
public sealed record Count(long Value, IReadOnlyList<string> Contributors);

/// <summary>Says that the count has changed.</summary>
/// <param name="Value">Its value.</param>
[FromServer<CounterProtocol>]
public sealed record Changed(long Value);

/// <summary>Asks a client for its name.</summary>
[FromServer<CounterProtocol>]
public sealed record WhoAreYou : IReturns<Name>;

/// <summary>A client's name.</summary>
/// <param name="Text">The name.</param>
public sealed record Name(string Text);
