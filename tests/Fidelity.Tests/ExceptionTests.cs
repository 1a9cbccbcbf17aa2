using TypedWs.Fidelity.Tests.Matrix;

namespace TypedWs.Fidelity.Tests;

/// <summary>The list of exceptions says no more than is so.</summary>
public sealed class ExceptionTests
{
    public static TheoryData<string> Reasons => [.. Exceptions.All.Select(static row => $"{row.Type.Name} {row.Libraries}")];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Exceptions_OfTheList_AreTypesOfTheMatrix(string name)
    {
        ExceptionRow exception = Exceptions.All.Single(row => $"{row.Type.Name} {row.Libraries}" == name);

        Assert.Contains(Rows.Parts.Values.SelectMany(static part => part()), row => Exceptions.PartsOf(row.Type).Contains(exception.Type));
    }
}
