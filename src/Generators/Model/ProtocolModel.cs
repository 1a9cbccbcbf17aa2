namespace TypedWs.Generators.Model;

/// <summary>A class marked as a protocol.</summary>
/// <param name="FullName">The class, with <c>global::</c>; messages name their protocol by it.</param>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="ClassName">Its name as it is declared.</param>
/// <param name="IsRecord">Whether the class is a record, as its other part must say.</param>
/// <param name="Prefix">What the names of the generated types begin with.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="WireName">The name on the wire.</param>
/// <param name="Version">The major version.</param>
/// <param name="RefusesUnknownEnumValues">Whether numbers that have no name in an enum are refused.</param>
internal sealed record ProtocolModel(
    string FullName,
    string Namespace,
    string ClassName,
    bool IsRecord,
    string Prefix,
    string Accessibility,
    string WireName,
    int Version,
    bool RefusesUnknownEnumValues);
