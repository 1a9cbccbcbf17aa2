using System.Text.Json.Serialization;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record Enums(
    Colour Named,
    Colour Unnamed,
    Rights Flags,
    Colour? Null,
    [property: JsonConverter(typeof(JsonNumberEnumConverter<Colour>))] Colour Numbered) : IReturns<Enums>
{
    public static Enums Sample => new(Colour.Green, (Colour)77, Rights.Read | Rights.Write, null, Colour.Red);
}

public enum Colour : byte
{
    Red = 1,

    [JsonStringEnumMemberName("verde")]
    Green = 2,
}

[Flags]
public enum Rights : long
{
    None = 0,
    Read = 1,
    Write = 1L << 40,
}
