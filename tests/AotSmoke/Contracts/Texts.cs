using System.Text;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record Texts(string Text, string? Null, char Character, Rune Rune, Guid Guid, Uri Uri, Version Version) : IReturns<Texts>
{
    public static Texts Sample => new(
        "a \"b\" \u00e4 \ud83d\ude00",
        null,
        'c',
        new Rune(0x1f600),
        new Guid("f00dcafe-0102-0304-0506-0708090a0b0c"),
        new Uri("https://example.org/a?b=c"),
        new Version(1, 2, 3, 4));
}
