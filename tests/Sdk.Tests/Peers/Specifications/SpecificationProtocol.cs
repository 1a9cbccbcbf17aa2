using System.Text.Json;

namespace TypedWs.Tests.Peers.Specifications;

/// <summary>The methods that the examples of JSON-RPC 2.0, section 7, call.</summary>
[Protocol("specification")]
public sealed partial class SpecificationProtocol;

[FromServer<SpecificationProtocol>("subtract")]
public sealed record Subtract(int Minuend, int Subtrahend) : IReturns<int>;

[FromServer<SpecificationProtocol>("sum")]
public sealed record Sum(int First, int Second, int Third) : IReturns<int>;

[FromServer<SpecificationProtocol>("update")]
public sealed record Update(int First, int Second, int Third, int Fourth, int Fifth);

[FromServer<SpecificationProtocol>("notify_hello")]
public sealed record NotifyHello(int Number);

[FromServer<SpecificationProtocol>("get_data")]
public sealed record GetData : IReturns<IReadOnlyList<JsonElement>>;
