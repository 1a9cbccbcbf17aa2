namespace TypedWs.Interop.Tests;

/// <summary>Makes the server ask its client to subtract, and answers with what that says.</summary>
[FromClient<LabProtocol>]
public sealed record SubtractBack(int Minuend, int Subtrahend) : IReturns<int>;

/// <summary>Makes the server ask its client for an error, and answers with that.</summary>
[FromClient<LabProtocol>]
public sealed record FailBack(int Code, string Message, string Detail) : IReturns;

/// <summary>Makes the server ask its client to wait, until this request is cancelled.</summary>
[FromClient<LabProtocol>]
public sealed record WaitBack : IReturns;

/// <summary>Makes the server say something to its client.</summary>
[FromClient<LabProtocol>]
public sealed record NoteBack(string Text);

/// <summary>Makes the server take a stream from its client, and answers with its sum.</summary>
[FromClient<LabProtocol>]
public sealed record CountBack(int To) : IReturns<Summed>;

/// <summary>Makes the server give a stream to its client, and answers with what that makes of it.</summary>
[FromClient<LabProtocol>]
public sealed record SumBack(int To) : IReturns<Summed>;

/// <summary>Gives each number back, multiplied.</summary>
[FromClient<LabProtocol>]
[StreamMember("numbers")]
public sealed record Multiply(int By) : IAccepts<int>, IStreams<Counted>;

/// <summary>What no server of these tests knows but ours.</summary>
[FromClient<LabProtocol>]
public sealed record Nowhere : IReturns;
