/// The version of the program.
public enum Version {
  /// The version, as `hfnb --version` prints it.
  public static let text = "0.1.0"
}
