namespace TypedWs.Generators.Model;

/// <summary>What a composite is on the wire.</summary>
internal enum CompositeShape
{
    /// <summary>The element, or null, where the element is a value type.</summary>
    NullableValue,

    /// <summary>The element, or null, where the element is a reference type.</summary>
    NullableReference,

    /// <summary>An array.</summary>
    Sequence,

    /// <summary>An object, or map, with the application's own keys.</summary>
    Map,
}
