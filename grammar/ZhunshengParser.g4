// The rule text of one indicator. Tokens come from the scanner and its context filter
// (compiler/syntax), so a token is a phrase rather than a character; see README.md.
parser grammar ZhunshengParser;

tokens {
  Text, Quantity, Points, Number, Rank, TopRank, Relation, Reached, UpDown, To, Inclusive,
  Exclusive, Between, Per, Direction, PerUnit, PerSuffix, Than, Get, Deduct, Add, ReduceTo, Full,
  Zero, NoDeduction, Base, PointsWord, Bare, Each, Respectively, Discretion, Basis, Doubled,
  Proportional, AtMost, AtLeast, Until, Exhausted, MayBeNegative, Otherwise, Among, ThisItem, Veto,
  CountedAs, NotCounted, Start, AndSoOn, NoRepeat, Interpolated, Descending, Halved, GradeLower, WithoutFactor,
  Excepted, Grade, And, Or, Dun, Of, Comma, Semicolon, Mark,
  Assign, Plus, Minus, Times, Divide, Open, Close
}

ruleText : sentence (Semicolon sentence)* EOF ;

sentence : segment (Comma segment)* ;

// 满意度在80%以上的得3分 · 扣完为止 · 成立创建组织
segment
  : Mark* (And | Or)* (lead+ | Of)? (conditions (Of | Of? ThisItem? effects Of?)? | effects? )
  | Mark* lead* conditions Of formula
  | Mark* lead* formula
  ;

// 根据情况酌情 may stand without an action only where none follows.
effects : effect+ lastJudged? | lastJudged ;

lastJudged : judged (limit effect*)? ;

judged : Basis Text? Discretion Discretion? ;

limit : AtMost (verb | Reached)? (amounts | Full | PointsWord) Until? ;

lead
  : Otherwise Of?      # otherwise
  | Among Of?          # among
  | ThisItem Of?       # thisItem
  ;

// ---- conditions --------------------------------------------------------------------------

// 应退未退的每户 and 第一、第二名 are put together when the tree is built.
conditions : condition (joint condition)* ;

joint : Of? And | Of? Or | Dun | Of ;

condition
  : per                # perCondition
  | compare            # compareCondition
  | Text               # fact
  ;

per
  : subject=Text? (Than than=Text)? Per (Than than=Text)? direction=Direction? event=Text? Reached? (from=Quantity)? step object=Text?  # perStep
  | subject=Text? PerUnit object=Text?                                                        # perUnit
  | subject=Text? (Than than=Text)? direction=Direction step object=Text?                         # perUnsaid
  ;

step : Quantity | Rank | Number | Points ;

compare
  : subject=Text? Respectively? bound (To? bound)? Between? Start? object=Text?        # compareNumber
  | subject=Text? Relation reference=Text (Quantity UpDown?)?                          # compareReference
  | subject=Text? Reached? (Rank mark? (To Rank mark?)? | TopRank mark?) UpDown?        # compareRank
  | Text Than reference=Text Direction (Reached Quantity mark? UpDown? | Quantity (mark UpDown? | UpDown)) # compareGrowth
  | outer=Text? low=Quantity lowSign=Relation subject=Text highSign=Relation high=Quantity # compareBetween
  ;

bound : (Relation | Reached Relation?)? Quantity mark? (UpDown mark?)? ;

mark : Inclusive | Exclusive ;

// ---- effects -----------------------------------------------------------------------------

effect
  : how* verb AtMost? amounts (PerSuffix | Until)?     # scored
  | how* verb share                                    # scoredShare
  | how* Doubled (Get | Deduct | Add | Bare)?                        # doubled
  | Discretion Bare                                          # bare
  | Basis Text? Discretion? (Bare | verb amounts)      # basis
  | Basis (Quantity | Points) (CountedAs | Bare)       # stepNote
  | Basis Text CountedAs                               # countedByName
  | NotCounted                                         # stepIgnored
  | Proportional (Bare | verb amounts | Get | Deduct | Add)?               # proportional
  | verb? Full (Of Quantity)? Until?                   # full
  | verb? PointsWord (Of Quantity)?                    # pointsShare
  | Zero Until?                                        # zero
  | Veto                                               # veto
  | NoDeduction                                        # noDeduction
  | Bare? limit                                        # atMost
  | AtLeast (verb | Reached)? amounts                  # atLeast
  | ReduceTo Points Until?                             # reduceTo
  | Exhausted Text?                                    # exhausted
  | MayBeNegative                                      # mayBeNegative
  | how* Reached? amounts (Start | PerSuffix | Until)? # barePoints
  | Grade Text                                         # grade
  | AndSoOn                                            # andSoOn
  | Descending (Points | Quantity | Number)            # descending
  | Halved Bare?                                       # halved
  | GradeLower                                         # gradeLower
  | WithoutFactor Text                                 # withoutFactor
  | Excepted                                           # excepted
  | verb Quantity                                      # shareAlone
  | NoRepeat Bare?                                     # noRepeat
  | Interpolated Bare?                                 # interpolated
  ;

how : Each | Respectively | Discretion ;

verb : Get Base? | Base | Deduct | Add ;

// 5—8分 · 6、4、2分
amounts : amount (Dun amount)* ;
amount : (Number | Points) (To Points)? ;

// 得60%的分值 · 得分值的60%
share : Quantity Of PointsWord | PointsWord Of Quantity ;

// ---- formulas ----------------------------------------------------------------------------

// Without 得分= it has an operator or brackets: a name or a number alone is a condition or an effect.
formula : target=Text Assign expression | compound ;

compound : plain (operation operand)+ | grouped (operation operand)* ;

expression : operand (operation operand)* ;

operation : Times | Divide | Plus | Minus ;

operand : plain | grouped ;

plain
  : PointsWord                                             # indicatorPoints
  | (Number | Quantity | Points)                           # number
  | Text                                                   # name
  ;

grouped
  : Open expression Close                                  # bracketed
  | Minus operand                                          # negated
  ;
