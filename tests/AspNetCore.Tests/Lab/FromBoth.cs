namespace TypedWs.AspNetCore.Tests;

/// <summary>Counts, and fails where it is told to.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Count(int To, int FailAt = -1) : IStreams<Counted>;

public sealed record Counted(int Number);

/// <summary>Adds up.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Sum(int Start) : IAccepts<int>, IReturns<Summed>;

public sealed record Summed(long Total);

/// <summary>Drops what comes, and says when it has.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
[StreamMember("rubbish")]
public sealed record Drop : IAccepts<string>, IReturns;

/// <summary>Gives each number back, multiplied.</summary>
[FromClient<LabProtocol>, FromServer<LabProtocol>]
public sealed record Multiply(int By) : IAccepts<int>, IStreams<Counted>;
