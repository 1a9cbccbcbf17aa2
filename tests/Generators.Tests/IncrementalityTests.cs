using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests;

/// <summary>An edit makes the generator work again only where it changes something.</summary>
public sealed class IncrementalityTests
{
    private const string Chat = """
        [Protocol("chat")] public partial class ChatProtocol;
        [FromClient<ChatProtocol>] public sealed record Say(string Text);
        [FromServer<ChatProtocol>] public sealed record Said(string Text);
        """;

    private const string Admin = """
        [Protocol("admin")] public partial class AdminProtocol;
        [FromClient<AdminProtocol>] public sealed record Ban(string User);
        """;

    [Fact]
    public void Edit_OutsideOfContracts_ChangesNothing()
    {
        GeneratorRunResult result = Edit("public class Unrelated;", "public class Unrelated { public int X; }");

        AssertReasons(result, "Protocols", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertReasons(result, "ClientMessages", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertReasons(result, "ServerMessages", IncrementalStepRunReason.Cached);
        AssertReasons(result, "Contracts", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertOutputs(result, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Edit_OfOneContract_LeavesTheOtherCached()
    {
        GeneratorRunResult result = Edit(
            "[FromClient<ChatProtocol>] public sealed record Shout(string Text);",
            "[FromClient<ChatProtocol>] public sealed record Shout(string Text, int Volume);");

        AssertReasons(result, "Protocols", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertReasons(result, "Contracts", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged);
        AssertOutputs(result, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Edit_OfATypeInAnotherFile_ReachesTheContractThatUsesIt()
    {
        GeneratorRunResult result = Edit(
            "[FromServer<AdminProtocol>] public sealed record Banned(Reason Reason); public enum Reason { Spam }",
            "[FromServer<AdminProtocol>] public sealed record Banned(Reason Reason); public enum Reason { Spam, Noise }");

        AssertReasons(result, "Contracts", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified);
        AssertOutputs(result, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void Edit_OfABody_ChangesNoModel()
    {
        GeneratorRunResult result = Edit(
            "[FromClient<ChatProtocol>] public sealed record Shout(string Text) { public int Length => Text.Length; }",
            "[FromClient<ChatProtocol>] public sealed record Shout(string Text) { public int Length => Text.Length + 1; }");

        AssertReasons(result, "Contracts", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertOutputs(result, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("// A comment.")]
    [InlineData("/* One */ /* Two */")]
    [InlineData("#region Contracts")]
    public void Edit_OfAComment_BesideAContract_ChangesNothing(string comment)
    {
        const string Contract = "[FromClient<ChatProtocol>] public sealed record Shout(string Text, Volume Volume); public enum Volume { Loud }";
        string end = comment.StartsWith('#') ? "\n#endregion" : "";

        GeneratorRunResult result = Edit(Contract, $"{comment}\n{Contract}{end}");

        AssertNothingWasMade(result);
    }

    [Fact]
    public void Edit_OfALineAboveAContract_ChangesNothing()
    {
        GeneratorRunResult result = Edit(
            "public class Unrelated; [FromServer<AdminProtocol>] public sealed record Banned(string User);",
            "\n\npublic class Unrelated { public int X => 1; } [FromServer<AdminProtocol>] public sealed record Banned(string User);");

        AssertNothingWasMade(result);
    }

    [Fact]
    public void Edit_OfThePolicyOfAProtocol_ReachesItsMessagesOnly()
    {
        GeneratorRunResult result = Edit(
            "[Protocol(\"z\")] public partial class ZProtocol; [FromClient<ZProtocol>] public sealed record Zoom(int InPercent);",
            "[Protocol(\"z\", Naming = NamingPolicy.SnakeCaseLower)] public partial class ZProtocol; [FromClient<ZProtocol>] public sealed record Zoom(int InPercent);");

        AssertReasons(result, "Contracts", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified);
        AssertOutputs(result, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void Edit_OfAnAttributeOfAMember_ReachesTheContractThatHasIt()
    {
        GeneratorRunResult result = Edit(
            "[FromServer<AdminProtocol>] public sealed class Banned { public int Count { get; set; } }",
            "[FromServer<AdminProtocol>] public sealed class Banned { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Count { get; set; } }");

        AssertOutputs(result, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void Runs_OnTheSameContracts_AreEqual()
        => Assert.Equal(TextOf(GeneratorRun.Of(Chat, Admin)), TextOf(GeneratorRun.Of(Chat, Admin)));

    [Fact]
    public void Output_IsIndependentOfTheOrderOfDeclaration()
    {
        string[] lines = Chat.Split('\n');
        Assert.Equal(TextOf(GeneratorRun.Of(Chat)), TextOf(GeneratorRun.Of(string.Join('\n', lines.Reverse()))));
    }

    private static GeneratorRunResult Edit(string before, string after)
    {
        CSharpCompilation compilation = ContractCompilation.Create(Chat, Admin, before);
        SyntaxTree edited = compilation.SyntaxTrees.Last();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ContractGenerator().AsSourceGenerator()],
            parseOptions: ContractCompilation.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(
            compilation.ReplaceSyntaxTree(edited, ContractCompilation.Parse(after, edited.FilePath)),
            TestContext.Current.CancellationToken);
        return Assert.Single(driver.GetRunResult().Results);
    }

    /// <summary>Transforms run again on every edit; what they yield is the same, and nothing is made of it anew.</summary>
    private static void AssertNothingWasMade(GeneratorRunResult result)
    {
        foreach (string step in new[] { "Protocols", "ClientMessages", "ServerMessages", "Contracts" })
        {
            Assert.All(ReasonsOf(result.TrackedSteps[step]), static reason
                => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        }

        Assert.All(ReasonsOf(result.TrackedOutputSteps["SourceOutput"]), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static void AssertReasons(GeneratorRunResult result, string step, params IncrementalStepRunReason[] expected)
        => Assert.Equal(expected, ReasonsOf(result.TrackedSteps[step]));

    private static void AssertOutputs(GeneratorRunResult result, params IncrementalStepRunReason[] expected)
        => Assert.Equal(expected, ReasonsOf(result.TrackedOutputSteps["SourceOutput"]));

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(ImmutableArray<IncrementalGeneratorRunStep> steps)
        => steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason);

    private static string TextOf(GeneratorRun run)
        => string.Join(
            '\n',
            run.Files.OrderBy(static file => file.HintName, StringComparer.Ordinal).Select(static file => file.SourceText.ToString()));
}
