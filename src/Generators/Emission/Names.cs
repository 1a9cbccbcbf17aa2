namespace TypedWs.Generators.Emission;

/// <summary>What emitted code mentions of .NET and of TypedWs.</summary>
internal static class Names
{
    public const string Services = "global::TypedWs.CompilerServices.";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string TimeSpan = "global::System.TimeSpan";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string EnumeratorCancellation = "global::System.Runtime.CompilerServices.EnumeratorCancellation";
    public const string Acknowledgement = Services + "Acknowledgement";
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"TypedWs\", \"0.1.0\")]";
}
