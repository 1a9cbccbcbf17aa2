using TypedWs.Fidelity.Tests.Matrix;

namespace TypedWs.Fidelity.Tests;

/// <summary>The matrix against System.Text.Json.</summary>
public sealed class JsonTests
{
    public static TheoryData<string> Parts => [.. Rows.Parts.Keys];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Values_OfEveryType_AreThoseOfTheLibrary(string part) => Assert.All(Rows.Parts[part](), static row => row.Check(new SystemTextJson(), Count.PerRow));
}
