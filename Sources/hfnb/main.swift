print("hfnb")
