namespace TypedWs.Generators.Model;

/// <summary>The member that keeps what an object's type does not know.</summary>
/// <param name="Name">The property's name, unescaped.</param>
/// <param name="Type">What unknown members are collected in while reading.</param>
/// <param name="Assignment">How the collected get into the object: through a setter or its accessor.</param>
/// <param name="DeclaredType">The property's type.</param>
/// <param name="DeclaringType">The type that declares the property.</param>
internal sealed record ExtensionDataModel(string Name, string Type, MemberAssignment Assignment, string DeclaredType, string DeclaringType);
