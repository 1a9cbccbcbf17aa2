namespace TypedWs.AspNetCore.Tests;

[FromServer<LabProtocol>]
public sealed record Published(string Text);

[FromServer<LabProtocol>]
public sealed record Question(string Text) : IReturns<Answer>;

public sealed record Answer(string Text);
