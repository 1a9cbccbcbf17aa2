// What the C# compiler asks of its target and netstandard2.0 does not have.
namespace System
{
    /// <summary>Lets list patterns look at elements.</summary>
    internal readonly struct Index(int value, bool fromEnd)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>Lets properties be init-only, and so lets records exist.</summary>
    internal static class IsExternalInit;

    /// <summary>Lets a type be written as a collection expression.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
    internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
    {
        public Type BuilderType { get; } = builderType;

        public string MethodName { get; } = methodName;
    }
}
