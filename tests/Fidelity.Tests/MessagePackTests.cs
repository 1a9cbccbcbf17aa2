using TypedWs.Fidelity.Tests.Matrix;

namespace TypedWs.Fidelity.Tests;

/// <summary>The matrix against the MessagePack-CSharp that was loaded.</summary>
public sealed class MessagePackTests
{
    public static TheoryData<string> Parts => [.. Rows.Parts.Keys];

    [Fact]
    public void Library_IsOfTheVersionThatIsToBeTested()
        => Assert.Equal(Environment.GetEnvironmentVariable(LaterMessagePackTests.MajorVariable) ?? "2", $"{MessagePackCSharp.Major}");

    [Theory]
    [MemberData(nameof(Parts))]
    public void Values_OfEveryType_AreThoseOfTheLibrary(string part) => Assert.All(Rows.Parts[part](), static row => row.Check(new MessagePackCSharp(), Count.PerRow));
}
