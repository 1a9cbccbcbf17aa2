using System.Text.Json;

namespace TypedWs.Generators.Tests.Emission;

/// <summary>The naming policies of a protocol are those of System.Text.Json.</summary>
public sealed class NamingPolicyTests
{
    private static readonly string[] Names =
        ["Name", "FirstName", "IOError", "XMLHttpRequest2", "X", "XY", "A1B2", "ID", "UserID42Name", "snake_Case", "_Private", "ÄußereForm", "iPhone", "ABCDef", "Room2Go"];

    [Theory]
    [InlineData(NamingPolicy.CamelCase)]
    [InlineData(NamingPolicy.AsDeclared)]
    [InlineData(NamingPolicy.SnakeCaseLower)]
    [InlineData(NamingPolicy.SnakeCaseUpper)]
    [InlineData(NamingPolicy.KebabCaseLower)]
    [InlineData(NamingPolicy.KebabCaseUpper)]
    public void Members_AreNamedAsTheLibraryDoes(NamingPolicy policy)
    {
        string members = string.Join(" ", Names.Select(static name => $"public int {name} {{ get; set; }}"));
        string codec = GeneratorRun.Of(
            $"[Protocol(\"p\", Naming = NamingPolicy.{policy})] public partial class PProtocol; [FromClient<PProtocol>] public sealed class Say {{ [JsonIgnore] public int Ignored; {members} }}")
            .TextOf("PCodecs.Say");

        Assert.All(Names, name => Assert.Contains($"Member(\"{Convert(name, policy)}\")", codec, StringComparison.Ordinal));
    }

    private static string Convert(string name, NamingPolicy policy) => policy switch
    {
        NamingPolicy.SnakeCaseLower => JsonNamingPolicy.SnakeCaseLower.ConvertName(name),
        NamingPolicy.SnakeCaseUpper => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name),
        NamingPolicy.KebabCaseLower => JsonNamingPolicy.KebabCaseLower.ConvertName(name),
        NamingPolicy.KebabCaseUpper => JsonNamingPolicy.KebabCaseUpper.ConvertName(name),
        NamingPolicy.CamelCase => JsonNamingPolicy.CamelCase.ConvertName(name),
        _ => name,
    };
}
