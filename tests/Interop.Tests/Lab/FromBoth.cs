namespace TypedWs.Interop.Tests;

/// <summary>Says something.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Note(string Text);

/// <summary>Asks for a difference.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Subtract(int Minuend, int Subtrahend) : IReturns<int>;

/// <summary>Asks for an error.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Fail(int Code, string Message, string Detail) : IReturns;

/// <summary>What an error carries as data.</summary>
public sealed record Details(string Detail);

/// <summary>Waits until it is cancelled.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Wait : IReturns;

/// <summary>Counts; fails or holds where it is told to.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Count(int To, int FailAt = -1, int HoldAt = -1) : IStreams<Counted>;

public sealed record Counted(int Number);

/// <summary>Adds up, at most so many.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Sum(int Start, int AtMost) : IAccepts<int>, IReturns<Summed>;

public sealed record Summed(long Total);
