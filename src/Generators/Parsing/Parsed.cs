using System.Collections.Generic;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>What a parser made of a symbol.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <param name="Model">The model, or null where there are errors.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record Parsed<T>(T? Model, IReadOnlyList<Problem> Problems)
    where T : class;
