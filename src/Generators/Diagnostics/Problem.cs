using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Diagnostics;

/// <summary>What is wrong with a contract, and where. The analyzer reports it; the generator only leaves out what has errors.</summary>
/// <param name="Descriptor">The kind of problem.</param>
/// <param name="Location">The user's own line.</param>
/// <param name="Arguments">What the message says of it.</param>
internal sealed record Problem(DiagnosticDescriptor Descriptor, Location Location, IReadOnlyList<object> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, [.. Arguments]);
}
