namespace TypedWs.Generators.Tests;

/// <summary>What the user is still typing: the compiler reports it, the generator and the analyzer keep quiet and keep going.</summary>
public sealed class IncompleteCodeTests
{
    private const string Protocol = """
        [Protocol("p")] public partial class PProtocol;
        [FromClient<PProtocol>] public sealed record Sound(int X);

        """;

    [Theory]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(Missing Value);")]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(List<Missing[]?> Value);")]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(List<> Value);")]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(int X) : IReturns<Missing>;")]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(int X) : Missing;")]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(int X")]
    [InlineData("[FromClient<PProtocol>(Missing)] public sealed record Broken(int X);")]
    [InlineData("[FromClient<PProtocol>(1, 2)] public sealed record Broken(int X);")]
    [InlineData("[FromClient<Missing>] public sealed record Broken(int X);")]
    [InlineData("[FromClient<>] public sealed record Broken(int X);")]
    [InlineData("[FromClient] public sealed record Broken(int X);")]
    [InlineData("[FromClient<PProtocol>] public interface IBroken;")]
    [InlineData("[FromClient<PProtocol>] public enum Broken { A }")]
    [InlineData("[FromClient<PProtocol>] public delegate void Broken();")]
    [InlineData("[FromClient<PProtocol>] public void Broken() { }")]
    [InlineData("[FromClient<PProtocol>]")]
    [InlineData("[Protocol] public partial class BrokenProtocol;")]
    [InlineData("[Protocol(Missing)] public partial class BrokenProtocol;")]
    [InlineData("[Protocol(\"b\", Version = \"1\")] public partial class BrokenProtocol;")]
    [InlineData("[Protocol(null)] public partial class BrokenProtocol;")]
    [InlineData("[FromClient<PProtocol>] public sealed record Sound(int Y);")]
    [InlineData("[FromClient<PProtocol>] public sealed class Broken { [JsonPropertyName] public int Y { get; set; } }")]
    [InlineData("[FromClient<PProtocol>] public sealed class Broken { [JsonIgnore(Condition = Missing)] public int Z { get; set; } }")]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(int X, int X);")]
    [InlineData("[FromClient<PProtocol>] public sealed record Broken(Broken X) { public Broken }")]
    [InlineData("[FromClient<PProtocol>] public sealed class Broken { public Broken Broken { get; set; } public int { get; set; } }")]
    public async Task IncompleteCode_LeavesItsNeighboursAlone(string code)
    {
        GeneratorRun run = GeneratorRun.Run(ContractCompilation.Create(Protocol + code));
        await AnalyzerRun.AnalyzeAsync(ContractCompilation.Create(Protocol + code));

        Assert.Contains(run.Files, static file => file.HintName == "PClient.g.cs");
    }
}
