using System.Globalization;

namespace TypedWs.Fidelity.Tests;

/// <summary>How much is tried: little by default, and as much as the environment says.</summary>
internal static class Count
{
    /// <summary>TYPEDWS_FIDELITY_VALUES: values for each type of the matrix.</summary>
    internal static long PerRow { get; } = Of("TYPEDWS_FIDELITY_VALUES", 10);

    /// <summary>TYPEDWS_FUZZ_INPUTS: payloads for each reader.</summary>
    internal static long FuzzInputs { get; } = Of("TYPEDWS_FUZZ_INPUTS", 100_000);

    private static long Of(string variable, long otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
