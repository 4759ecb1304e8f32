public import Catalog

/// The marks that every session knows, in the order in which help lists them.
public let standardMarks: [any Mark.Type] = [
  AreaMark.self,
  BandMark.self,
  BarMark.self,
  BoxMark.self,
  CcdfMark.self,
  ColumnMark.self,
  DensityMark.self,
  EcdfMark.self,
  HistogramMark.self,
  LabelMark.self,
  LineMark.self,
  PieMark.self,
  PointMark.self,
  RibbonMark.self,
  RuleMark.self,
  SegmentMark.self,
  SmoothMark.self,
  StepMark.self,
  TextMark.self,
  TileMark.self,
  ViolinMark.self,
]
