using System.Text.Json.Serialization;

namespace TypedWs.Generators.Tests.RoundTrips.Attributes;

[Protocol("policy", Naming = NamingPolicy.SnakeCaseLower, Enums = EnumPolicy.Number)]
public sealed partial class PolicyProtocol;

[FromClient<PolicyProtocol>]
public sealed record Styled(string FirstName, Shade MainShade, [property: JsonPropertyName("asIs")] int IOError2)
{
    [JsonConverter(typeof(JsonStringEnumConverter<Shade>))]
    public Shade OtherShade { get; init; }
}
