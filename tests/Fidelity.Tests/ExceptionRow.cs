namespace TypedWs.Fidelity.Tests;

/// <summary>A type on which a library does not wholly agree with us, wherever it stands in another.</summary>
/// <param name="Type">The type; an open generic one stands for all of its kind.</param>
/// <param name="Libraries">Which libraries.</param>
/// <param name="Support">What they do all the same.</param>
/// <param name="Reason">Why, as the docs say it.</param>
internal sealed record ExceptionRow(Type Type, LibraryName Libraries, Support Support, string Reason);
