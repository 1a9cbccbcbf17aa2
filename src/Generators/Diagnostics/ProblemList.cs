using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Diagnostics;

/// <summary>Collects the problems of one contract while it is parsed.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    /// <summary>Whether nothing can be generated for the contract.</summary>
    public bool HasErrors { get; private set; }

    public IReadOnlyList<Problem> All => _problems;

    public void Add(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        _problems.Add(new Problem(descriptor, location, arguments));
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
    }

    /// <summary>Notes an error that the compiler reports by itself.</summary>
    public void AddReportedElsewhere() => HasErrors = true;
}
