using System.Globalization;

namespace LoadTest.Reporting;

/// <summary>How figures are written.</summary>
internal static class Numbers
{
    public static string Format(double value, int digits) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);
}
