using TypedWs;

namespace EarlierProgram;

[Protocol("earlier")]
public sealed partial class EarlierProtocol;

[FromClient<EarlierProtocol>]
public sealed record Enter(string Name);

[FromClient<EarlierProtocol>]
public sealed record Leave : IReturns;

[FromServer<EarlierProtocol>]
public sealed record News(string Text);

[FromServer<EarlierProtocol>]
public sealed record Question(string Text) : IReturns<Answer>;

public sealed record Answer(string Text);
