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
  : Mark* (And | Or)* lead* Of? (conditions Of? (ThisItem? effect+)? Of? | effect* )
  | Mark* lead* conditions Of formula
  | Mark* lead* formula
  ;

lead
  : Otherwise Of?      # otherwise
  | Among              # among
  | ThisItem           # thisItem
  ;

// ---- conditions --------------------------------------------------------------------------

conditions : condition (joint condition)* ;

joint : Of? And | Of? Or | Dun | Of ;

condition
  : per                # perCondition
  | compare            # compareCondition
  | Text               # fact
  ;

per
  : (subject=Text Of?)? (Than than=Text)? Per (Than than=Text)? direction=Direction? event=Text? Reached? (from=Quantity)? step object=Text?  # perStep
  | (subject=Text Of?)? PerUnit object=Text?                                                        # perUnit
  | subject=Text? (Than than=Text)? direction=Direction step object=Text?                         # perUnsaid
  ;

step : Quantity | Rank | Number | Points ;

compare
  : subject=Text? Respectively? bound (To? bound)? Between? Start? object=Text?        # compareNumber
  | subject=Text? Relation reference=Text (Quantity UpDown?)?                          # compareReference
  | subject=Text? Reached? (Rank mark? (To Rank mark? | (Dun Rank)+)? | TopRank mark?) UpDown?        # compareRank
  | Text Than reference=Text Direction Reached? Quantity mark? UpDown?                  # compareGrowth
  | outer=Text? low=Quantity lowSign=Relation subject=Text highSign=Relation high=Quantity # compareBetween
  ;

bound : (Relation | Reached Relation?)? Quantity mark? (UpDown mark?)? (Dun listed)* ;

listed : Quantity UpDown? ;

mark : Inclusive | Exclusive ;

// ---- effects -----------------------------------------------------------------------------

effect
  : how* verb AtMost? amounts (PerSuffix | Until)?     # scored
  | how* verb share                                    # scoredShare
  | how* Doubled (verb | Bare)?                        # doubled
  | Discretion Bare                                          # bare
  | Basis Text? Discretion? (Bare | verb amounts | Discretion)                        # basis
  | Basis (Quantity | Points) (CountedAs | Bare)       # stepNote
  | Basis Text CountedAs                               # countedByName
  | NotCounted                                         # stepIgnored
  | Proportional (Bare | verb amounts?)?               # proportional
  | verb? Full (Of Quantity)? Until?                   # full
  | verb? PointsWord (Of Quantity)?                    # pointsShare
  | Zero Until?                                        # zero
  | Veto                                               # veto
  | NoDeduction                                        # noDeduction
  | Bare? AtMost (verb | Reached)? (amounts | Full | PointsWord) Until?                # atMost
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

formula : (target=Text Assign)? expression ;

expression
  : Open expression Close                                  # bracketed
  | Minus expression                                       # negated
  | expression op=(Times | Divide) expression        # product
  | expression op=(Plus | Minus) expression          # sum
  | PointsWord                                             # indicatorPoints
  | (Number | Quantity | Points)                           # number
  | Text                                                   # name
  ;
