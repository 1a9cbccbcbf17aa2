namespace TypedWs.Generators.Model;

/// <summary>How a value that was read gets into its object.</summary>
internal enum MemberAssignment
{
    /// <summary>As an argument of the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer: required members, which every payload has.</summary>
    Initializer,

    /// <summary>Through the setter, if the payload has it; the property's own initial value stays otherwise.</summary>
    Setter,

    /// <summary>The same where the setter is init-only.</summary>
    InitAccessor,

    /// <summary>The same where the type is generic, too: accessors cannot name a closed generic type, so the object is copied.</summary>
    Copy,
}
