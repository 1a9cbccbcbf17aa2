namespace TypedWs.AspNetCore.Tests;

[FromServer<LabProtocol>]
public sealed record Published(string Text);

[FromServer<LabProtocol>]
public sealed record Question(string Text) : IReturns<Answer>;

public sealed record Answer(string Text);

[FromServer<LabProtocol>, WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Priced.Symbol))]
public sealed record Priced(string Symbol, int Number, string Padding);

[FromServer<LabProtocol>, WhenSlow(SlowPolicy.DropOldest)]
public sealed record Reported(int Number, string Padding);

[FromServer<LabProtocol>, WhenSlow(SlowPolicy.DropNewest)]
public sealed record Hinted(int Number, string Padding);

[FromServer<LabProtocol>, WhenSlow(SlowPolicy.Disconnect)]
public sealed record Vital(string Padding);
